/** Node's, as the image and `npm start` start the service. */
export const SERVICE_FLAGS = [
  '--max-semi-space-size=32',
  '--max-old-space-size=512',
  '--v8-pool-size=1',
  '--heap-growing-percent=100',
];
