import type { IncomingMessage, ServerResponse } from 'node:http';

/** A handler of `node:http`'s `request` event. */
export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => void;
