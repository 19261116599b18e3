import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '../ui/theme.css';
import './desk.css';

import { createTheme, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter, Route, Routes } from 'react-router';

import { ApiRefused } from '../api/desk-api.ts';
import { Entrance } from './entrance.tsx';
import { localeOf, WordsProvider } from './words.tsx';
import { Workplace } from './workplace.tsx';

/** Leads' pages come when they are opened: agents' own stays small. */
const ReportsPage = lazy(async () => ({
  default: (await import('../reports/reports-page.tsx')).ReportsPage,
}));
const BoardPage = lazy(async () => ({
  default: (await import('../board/board-page.tsx')).BoardPage,
}));

const root = document.getElementById('root');
if (root === null) throw new Error('desk.html has no #root to show the page in');

const locale = localeOf(navigator.languages);
document.documentElement.lang = locale;

const theme = createTheme({
  primaryColor: 'teal',
  primaryShade: 9,
  autoContrast: true,
  defaultRadius: 'md',
  cursorType: 'pointer',
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif",
});
const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // Refused is refused; a network that is gone is tried again.
      retry: (failures, why) => !(why instanceof ApiRefused && why.status < 500) && failures < 3,
    },
  },
});

createRoot(root).render(
  <StrictMode>
    <WordsProvider locale={locale}>
      <MantineProvider theme={theme} defaultColorScheme="auto">
        <Notifications position="top-center" autoClose={5_000} />
        <QueryClientProvider client={client}>
          <BrowserRouter basename="/desk">
            <Entrance>
              <Routes>
                <Route
                  path="/board"
                  element={
                    <Suspense fallback={null}>
                      <BoardPage />
                    </Suspense>
                  }
                />
                <Route
                  path="/reports"
                  element={
                    <Suspense fallback={null}>
                      <ReportsPage />
                    </Suspense>
                  }
                />
                <Route path="/:id?" element={<Workplace />} />
              </Routes>
            </Entrance>
          </BrowserRouter>
        </QueryClientProvider>
      </MantineProvider>
    </WordsProvider>
  </StrictMode>,
);
