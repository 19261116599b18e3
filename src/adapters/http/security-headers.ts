import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Express } from 'express';
import helmet from 'helmet';

const SELF = "'self'";
const NOTHING = "'none'";

/**
 * What browsers are told to refuse: scripts of anybody else and within the page, frames around it,
 * forms that lead away.
 *
 * Styles may stand within the page, since components set them; pictures may come from anywhere
 * over TLS, since customers send and flows name them. Plain http is upgraded in production only:
 * `npm start` has no TLS.
 */
export function securityHeaders(
  isProduction: boolean,
): (request: IncomingMessage, response: ServerResponse, next: (failure?: unknown) => void) => void {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: [SELF],
        scriptSrc: [SELF],
        scriptSrcAttr: [NOTHING],
        styleSrc: [SELF, "'unsafe-inline'"],
        imgSrc: [SELF, 'data:', 'blob:', 'https:', ...(isProduction ? [] : ['http:'])],
        mediaSrc: [SELF, 'blob:'],
        workerSrc: [SELF, 'blob:'],
        connectSrc: [SELF],
        fontSrc: [SELF, 'data:'],
        objectSrc: [NOTHING],
        baseUri: [NOTHING],
        frameAncestors: [NOTHING],
        formAction: [SELF],
      },
    },
    strictTransportSecurity: isProduction,
    xFrameOptions: { action: 'deny' },
    // The provider's sign-in page and a customer's link need not know where somebody came from.
    referrerPolicy: { policy: 'same-origin' },
  });
}

/** What the API answers is for whoever asked, and for nobody's cache. */
export function neverCached(web: Express, path: string): void {
  web.use(path, (_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
}
