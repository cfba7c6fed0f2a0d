// Bundles the reviewers' page into the folder given, or the one that the review function serves.
import { build } from 'esbuild';

await build({
  entryPoints: ['src/review.ts', 'src/review.css'],
  outdir: process.argv[2] ?? '../functions/review/web',
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['chrome123', 'firefox121', 'safari17.5'],
  charset: 'utf8',
  legalComments: 'inline',
  logLevel: 'warning',
});
