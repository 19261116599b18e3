import './ui/theme.css';
import './ui/controls.css';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { PhonePage } from './phone/phone-page.tsx';
import { localeOf, WordsProvider } from './ui/words.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root to show the page in');

const locale = localeOf(navigator.languages);
document.documentElement.lang = locale;

createRoot(root).render(
  <StrictMode>
    <WordsProvider locale={locale}>
      <PhonePage />
    </WordsProvider>
  </StrictMode>,
);
