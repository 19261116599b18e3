import { createServer } from 'node:http';

/** The least that an HTTP server in Node can do: read a POST to its end, answer 200. */
const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => response.end('{}'));
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`listening on ${server.address().port}\n`);
});
process.on('SIGTERM', () => process.exit());
