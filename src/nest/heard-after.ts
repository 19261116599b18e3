type Method = (...args: never[]) => Promise<unknown>;

/**
 * The same port, with somebody told once a method of it has answered; what fails is not told.
 *
 * @param hear gets what the method got; must not throw
 */
export function heardAfter<Name extends string, T extends Readonly<Record<Name, Method>>>(
  port: T,
  method: Name,
  hear: (...args: Parameters<T[Name]>) => void,
): T {
  const heard = async (...args: Parameters<T[Name]>): Promise<unknown> => {
    const answer = await Reflect.apply(port[method], port, args);
    hear(...args);
    return answer;
  };
  return new Proxy(port, {
    get: (target, key): unknown => {
      if (key === method) return heard;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
