// The addresses of all pages of the desk for a small toolkit with a remark, a round and a history.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const GUIDE = 'content/guides/demander/fr.md';

/** Gives a small toolkit what every page needs: a round, remarks, a leaflet, a history. */
export function whole(home) {
  const change = (name, from, to) => {
    const file = path.join(home, name);
    const text = fs.readFileSync(file, 'utf8');
    if (!text.includes(from)) throw new Error(`${name} has no ${from}`);
    fs.writeFileSync(file, text.replace(from, () => to));
  };
  change('content/toolkit.yaml', 'leaflets: []', 'leaflets: [a4]');
  fs.writeFileSync(
    path.join(home, 'content/rounds.yaml'),
    '- {id: essai-1, name: {fr: Premier essai}, from: 2026-05-01, to: 2026-05-31}\n- {id: essai-2, name: {fr: Deuxième essai}, from: 2026-10-01, to: 2026-10-31}\n',
  );
  const decisions = ['open', 'open', 'later', 'rejected', 'accepted'];
  const remarks = decisions.map(
    (decision, at) =>
      `  - {id: F-2026-00${at + 1}, version: 1.0.0, lang: fr, round: essai-${at % 2 ? 1 : 2}, period: 2026-${at % 2 ? '05' : '10'}, source: household, channel: meeting, count: 2, theme: too_long, severity: 2, proposal: Plus court., decision: ${decision}}`,
  );
  change(GUIDE, 'summary: Première version.\n', `summary: Première version.\nfeedback:\n${remarks.join('\n')}\n`);
  const git = (...words) => execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...words], { cwd: home });
  git('init', '-q');
  git('add', '-A');
  git('commit', '-qm', 'a');
}

const LISTS = ['contacts', 'facts', 'glossary', 'partners', 'stages', 'services', 'phrases', 'questions', 'rounds', 'results'];

/** All pages, by their addresses below the desk's. */
export const PAGES = [
  '',
  'waiting',
  'waiting?round=essai-2&decision=open',
  'notes',
  'notes?under=content/guides/demander/',
  'mend',
  'remarks',
  'remarks?guide=demander',
  'feedback?guide=demander',
  'meeting?guide=demander',
  'decide?guide=demander',
  'settle?guide=demander&id=F-2026-001',
  'release?guide=demander',
  'proposals',
  'translations',
  'data/agreement',
  'data/agreement?guide=demander',
  'data',
  ...LISTS.flatMap((list) => [`data/${list}`, `data/${list}/new`]),
  'data/contacts/change?id=siao',
  'data/contacts/remove?id=siao',
  'data/remark/change?guide=demander&id=F-2026-001',
  'data/remark/remove?guide=demander&id=F-2026-001',
  'data/toolkit',
  `data/head?file=${GUIDE}`,
  'data/head?file=content/guides/demander/ar.md',
  'new',
  'word/new',
  `word?file=${GUIDE}`,
  'files?guide=demander',
  'manage?guide=demander',
  `history?file=${GUIDE}`,
  'print',
  'print?fit=demander',
  `edit?file=${GUIDE}`,
  'edit?file=content/guides/demander/ar.md',
  'edit?file=content/contacts.yaml',
  'edit?file=content/nothing.md',
];
