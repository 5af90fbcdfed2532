import type { Panel } from '../../google/host.ts';
import { element } from './element.ts';

/** What the add-on's HTML asks of the page around it. */
export interface PanelHost {
  /** A call of `google.script.run`. */
  readonly run: (functionName: string, args: readonly unknown[]) => Promise<unknown>;
  readonly close: () => void;
  /** `google.script.host.editor.focus()`. */
  readonly focusGrid: () => void;
}

type FromFrame =
  | { readonly call: string; readonly id: number; readonly args: readonly unknown[] }
  | { readonly host: 'close' | 'focus' };

/** A frame with the add-on's HTML in it, kept apart from this page as Google keeps it from Sheets. */
export function panelFrame(panel: Panel, host: PanelHost): HTMLIFrameElement {
  const frame = element('iframe', { title: panel.title, src: './sidebar.html' });
  frame.setAttribute(
    'sandbox',
    'allow-scripts allow-forms allow-modals allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation',
  );
  frame.addEventListener(
    'load',
    () => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }: MessageEvent<FromFrame>) => {
        if ('host' in data) {
          if (data.host === 'close') host.close();
          else host.focusGrid();
          return;
        }
        host.run(data.call, data.args).then(
          (value) => port1.postMessage({ id: data.id, value }),
          (error: Error) =>
            port1.postMessage({ id: data.id, error: { name: error.name, message: error.message } }),
        );
      };
      frame.contentWindow?.postMessage(panel.html, '*', [port2]);
    },
    { once: true },
  );
  return frame;
}
