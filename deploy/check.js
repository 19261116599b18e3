/**
 * Checks what is deployed: `npm run check:deploy`.
 *
 * Renders base and overlays (with kubectl where it is there, else file by file), holds every object
 * against the types of Kubernetes' API, where an unknown field is an error, and every variable
 * against those that Parley reads.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

import { parseAllDocuments } from 'yaml';

import { typeFaults } from './type-faults.js';

const FOLDERS = [
  'deploy/base',
  ...readdirSync('deploy/overlays').map((name) => `deploy/overlays/${name}`),
];

const hasKubectl = spawnSync('kubectl', ['version', '--client']).status === 0;
const objects = FOLDERS.flatMap((folder) => (hasKubectl ? rendered(folder) : written(folder)));
const faults = [...typeFaults(objects), ...objects.flatMap(variableFaults), ...composeFaults()];

for (const fault of faults) process.stderr.write(`${fault}\n`);
const how = hasKubectl ? 'rendered by kubectl' : 'as written: there is no kubectl to render them';
process.stdout.write(`${String(objects.length)} Kubernetes objects, ${how}: `);
process.stdout.write(`${String(faults.length)} faults\n`);
process.exitCode = faults.length > 0 ? 1 : 0;

function rendered(folder) {
  const { status, stdout, stderr } = spawnSync('kubectl', ['kustomize', folder], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`kubectl kustomize ${folder} failed:\n${stderr}`);
  return parsed(folder, stdout);
}

function written(folder) {
  const { resources = [] } = parsed(folder, readText(folder, 'kustomization.yaml'))[0].object;
  const files = resources.filter((name) => name.endsWith('.yaml'));
  return files.flatMap((name) => parsed(join(folder, name), readText(folder, name)));
}

function parsed(from, text) {
  return parseAllDocuments(text).map((document) => {
    const [error] = document.errors;
    if (error !== undefined) throw new Error(`${from}: ${error.message}`);
    return { from, object: document.toJS() };
  });
}

/** A variable has one name from here to the code. */
function variableFaults({ from, object }) {
  const containers = object.spec?.template?.spec?.containers ?? [];
  const names = containers.flatMap(({ env = [] }) => env.map(({ name }) => name));
  const data = object.kind === 'ConfigMap' ? Object.keys(object.data ?? {}) : [];
  return unknownVariables([...names, ...data]).map(
    (name) => `${from}: ${object.kind} ${object.metadata.name} sets ${name}, which nobody reads`,
  );
}

function composeFaults() {
  const file = 'docker-compose.yml';
  const { environment } = parsed(file, readText('.', file))[0].object.services.parley;
  return unknownVariables(Object.keys(environment)).map(
    (name) => `${file} sets ${name}, which nobody reads`,
  );
}

function unknownVariables(names) {
  const files = readdirSync('src/config').filter((name) => name.endsWith('variables.ts'));
  const source = files.map((name) => readText('src/config', name)).join('\n');
  const known = new Set(
    [...source.matchAll(/^ {2}readonly ([A-Z_]+)\??:/gm)].map(([, name]) => name),
  );
  return names.filter((name) => !known.has(name.replace(/_FILE$/, '')));
}

function readText(folder, name) {
  return readFileSync(relative('.', join(folder, name)), 'utf8');
}
