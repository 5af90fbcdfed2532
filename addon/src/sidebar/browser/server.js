// @ts-check
/**
 * @typedef {{
 *   withSuccessHandler(handler: (answer: never) => void): Runner,
 *   withFailureHandler(handler: (error: Error) => void): Runner,
 * } & { [name: string]: (...args: unknown[]) => void }} Runner
 */

/** @typedef {{ script: { run: Runner, host: { editor: { focus(): void } } } }} Google */

const google = /** @type {Google} */ (Reflect.get(globalThis, 'google'));

/** Whoever has chosen a cell here goes on typing there. */
export const goToSheet = () => google.script.host.editor.focus();

/**
 * Calls a function of the add-on on Google's side.
 * @template T
 * @param {string} name
 * @param {readonly unknown[]} args
 * @param {(answer: T) => void} onAnswer
 * @param {(error: Error) => void} onFailure where the call itself did not come through
 */
export function callServer(name, args, onAnswer, onFailure) {
  const runner = google.script.run
    .withSuccessHandler(/** @type {(answer: never) => void} */ (onAnswer))
    .withFailureHandler(onFailure);
  runner[name]?.(...args);
}
