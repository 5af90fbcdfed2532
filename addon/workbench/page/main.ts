import './page.css';
import { element } from './element.ts';
import { isOnlyTab, openElsewhere } from './only-tab.ts';
import { goToSignIn, type Settings, whoIsSignedIn } from './sign-in.ts';
import { welcome } from './welcome.ts';

const app = document.getElementById('app') ?? document.body;

async function start(): Promise<void> {
  const response = await fetch('./config.json');
  const settings: Settings = await response.json();
  const signIn = () => {
    goToSignIn(settings).catch(report);
  };
  try {
    const person = await whoIsSignedIn(settings);
    if (!person) {
      app.replaceChildren(welcome(signIn, null));
      return;
    }
    app.replaceChildren(
      element('p', { className: 'loading', role: 'status', textContent: 'Opening the spreadsheet…' }),
    );
    if (!(await isOnlyTab(person.id))) {
      app.replaceChildren(openElsewhere());
      return;
    }
    // Univer is most of the page's code: whoever is not signed in yet does not wait for it.
    const { openWorkbench } = await import('./workbench.ts');
    await openWorkbench(app, settings, person);
  } catch (error) {
    app.replaceChildren(welcome(signIn, error instanceof Error ? error.message : String(error)));
  }
}

function report(error: unknown): void {
  const detail = error instanceof Error ? error.message : String(error);
  app.replaceChildren(
    element(
      'main',
      { className: 'welcome' },
      element('h1', { textContent: 'The local service does not answer' }),
      element('p', { textContent: 'Start it with “npm start”, then reload this page.' }),
      element('p', { className: 'quiet', textContent: detail }),
    ),
  );
}

start().catch(report);
