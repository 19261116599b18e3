import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Parley serves `dist` from `/`: pages by their name, everything else below `/assets`. */
export default defineConfig({
  plugins: [react()],
  base: '/',
  build: {
    outDir: 'dist',
    assetsDir: 'assets',
    target: 'es2022',
    // A page each: the customer's phone does not carry what the desk is made of.
    rolldownOptions: { input: { phone: 'index.html', desk: 'desk.html' } },
  },
  // While the page is worked on, `npm start` runs beside it on its usual port.
  server: {
    proxy: { '/sandbox': 'http://127.0.0.1:3000', '/api': 'http://127.0.0.1:3000' },
  },
});
