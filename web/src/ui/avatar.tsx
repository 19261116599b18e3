/** A round initial; decoration beside a name. */
export function Avatar({ name }: { readonly name: string }) {
  return (
    <span className="avatar" aria-hidden="true">
      {(/\p{L}|\p{N}/u.exec(name)?.[0] ?? '?').toUpperCase()}
    </span>
  );
}
