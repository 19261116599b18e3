# Parley as it runs in production. `deploy/try-image.js` does the same without Docker: keep them alike.

FROM node:24-bookworm-slim AS build
WORKDIR /app
# The manifests first: the packages are installed again only when these change.
COPY package.json package-lock.json ./
COPY web/package.json web/
RUN npm ci --ignore-scripts
COPY . .
RUN npm run generate && npm run build

FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
COPY web/package.json web/
# Without the optional ones: the embedded Postgres is never started here.
RUN npm ci --omit=dev --omit=optional --ignore-scripts

FROM node:24-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production PARLEY_ENV=production HOST=0.0.0.0 PORT=3000
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/package.json ./
COPY --from=build /app/dist dist
COPY --from=build /app/web/dist web/dist
COPY --from=build /app/prisma/migrations prisma/migrations
COPY --from=build /app/flows flows
# Nothing below /app belongs to it or can be written by it.
USER node
EXPOSE 3000
# Node directly, so that SIGTERM reaches it.
CMD ["node", "--enable-source-maps", "--max-semi-space-size=32", "--max-old-space-size=512", "--v8-pool-size=1", "--heap-growing-percent=100", "dist/main.js"]
