/**
 * Address of the API without a slash at its end, from the script property `API_URL`; null where nobody
 * has set it. It is a property and not built in, so that one file runs on Google and on a laptop.
 */
export function apiUrl(): string | null {
  const url = PropertiesService.getScriptProperties().getProperty('API_URL');
  return url === null || url === '' ? null : url.replace(/\/+$/, '');
}
