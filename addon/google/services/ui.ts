import type { Answer } from '../host.ts';
import { Enumeration, EnumValue, expose } from '../surface.ts';
import type { HtmlOutputService } from './html.ts';
import { Service } from './service.ts';

const BUTTONS = ['CLOSE', 'OK', 'CANCEL', 'YES', 'NO'] as const;
const Button = new Enumeration('Ui.Button', BUTTONS);
const ButtonSet = new Enumeration('Ui.ButtonSet', ['OK', 'OK_CANCEL', 'YES_NO', 'YES_NO_CANCEL']);

type BoxArguments = (string | EnumValue)[];

/** The user interface of the open spreadsheet. */
export class UiService extends Service {
  createAddonMenu(): MenuService {
    return new MenuService(this.host);
  }

  showSidebar(output: HtmlOutputService): void {
    this.host.showSidebar(output.panel());
  }

  alert(...args: BoxArguments): EnumValue {
    return Button.get(this.#ask('alert', args).button);
  }

  prompt(...args: BoxArguments): PromptResponseService {
    return new PromptResponseService(this.#ask('prompt', args));
  }

  #ask(kind: 'alert' | 'prompt', args: BoxArguments): Answer {
    const last = args.at(-1);
    const buttons = last instanceof EnumValue ? last.name() : 'OK';
    const texts = args.filter((arg) => typeof arg === 'string');
    const prompt = texts.at(-1) ?? '';
    const title = texts.length > 1 ? (texts[0] ?? '') : '';
    return this.host.ask({ kind, title, prompt, buttons });
  }
}

/** The add-on's menu being built. */
class MenuService extends Service {
  readonly #items: { label: string; functionName: string }[] = [];

  addItem(label: string, functionName: string): this {
    this.#items.push({ label, functionName });
    return this;
  }

  addSeparator(): this {
    return this;
  }

  addToUi(): void {
    this.host.showMenu({ title: 'Extensions', items: [...this.#items] });
  }
}

/** What a person answered to a prompt. */
class PromptResponseService {
  readonly #answer: Answer;

  constructor(answer: Answer) {
    this.#answer = answer;
  }

  getResponseText(): string {
    return this.#answer.text ?? '';
  }

  getSelectedButton(): EnumValue {
    return Button.get(this.#answer.button);
  }
}

const BOX = ['string', 'string Enum', 'string string Enum'];

expose(
  UiService,
  'Ui',
  {
    createAddonMenu: [''],
    showSidebar: ['HtmlOutput'],
    alert: BOX,
    prompt: BOX,
  },
  { Button, ButtonSet },
);
expose(MenuService, 'Menu', {
  addItem: ['string string'],
  addSeparator: [''],
  addToUi: [''],
});
expose(PromptResponseService, 'PromptResponse', { getResponseText: [''], getSelectedButton: [''] });
