import type { RequestListener, ServerResponse } from 'node:http';

/** Figures as Prometheus reads them. */
interface Figures {
  readonly contentType: string;
  render(): Promise<string>;
}

/**
 * Answers what is for operators and not for the public: `/metrics`, and `/sandbox` where there is
 * one. Stands before the framework, whose body parser would read what is not its own.
 *
 * @returns whether the request was one of those
 */
export function operationsListener(
  figures: Figures,
  sandbox: RequestListener | undefined,
): (...request: Parameters<RequestListener>) => boolean {
  return (request, response) => {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    if (path === '/metrics') {
      void sendFigures(figures, response);
      return true;
    }
    if (sandbox !== undefined && (path === '/sandbox' || path.startsWith('/sandbox/'))) {
      sandbox(request, response);
      return true;
    }
    return false;
  };
}

async function sendFigures(figures: Figures, response: ServerResponse): Promise<void> {
  try {
    const text = await figures.render();
    response.writeHead(200, { 'content-type': figures.contentType }).end(text);
  } catch {
    response.writeHead(500, { 'content-type': 'text/plain' }).end('No figures: see the log\n');
  }
}
