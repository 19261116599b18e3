import ts from 'typescript';

const FILE = 'deploy/objects-under-check.ts';
const OPTIONS = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.es2023.d.ts'],
  types: [],
};

/**
 * What is wrong with Kubernetes objects, by the types of its API: unknown and missing fields, wrong
 * values. The objects are written down as typed literals, in which the compiler accepts no surplus.
 *
 * @param {readonly { from: string, object: any }[]} objects
 * @returns {string[]}
 */
export function typeFaults(objects) {
  const program = ts.createProgram([FILE], OPTIONS, hostWith(objects.map(literalOf).join('\n')));
  return ts.getPreEmitDiagnostics(program).map(tell);
}

/** Which object, which line of it, what is wrong. */
function tell({ file, start, messageText }) {
  const why = ts.flattenDiagnosticMessageText(messageText, '\n');
  if (file === undefined) return why;

  const { line } = file.getLineAndCharacterOfPosition(start);
  const lines = file.text.split('\n').slice(0, line + 1);
  const heading = lines.findLast((text) => text.startsWith('// '));
  return `${heading?.slice(3)}: ${lines.at(-1).trim()}\n  ${why}`;
}

function literalOf({ from, object }, index) {
  const [group, version] = object.apiVersion.includes('/')
    ? object.apiVersion.split('/')
    : ['core', object.apiVersion];
  const module = `kubernetes-types/${group.split('.')[0]}/${version}`;
  const literal = JSON.stringify(object, null, 2);
  return [
    `// ${from}: ${object.kind} ${object.metadata.name}`,
    `export const object${String(index)}: import('${module}').${object.kind} = ${literal};`,
  ].join('\n');
}

function hostWith(text) {
  const host = ts.createCompilerHost(OPTIONS);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (path) => path === FILE || fileExists(path);
  host.getSourceFile = (path, ...rest) =>
    path === FILE
      ? ts.createSourceFile(path, text, ts.ScriptTarget.ES2023)
      : getSourceFile(path, ...rest);
  return host;
}
