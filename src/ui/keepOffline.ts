/** Keeps the page for the time without a network, where the browser can; nothing is missing where it cannot. */
export function keepOffline(): void {
  if (!import.meta.env.PROD || location.protocol === 'file:' || !('serviceWorker' in navigator)) return;
  const register = () => void navigator.serviceWorker.register('./serviceWorker.js').catch(() => undefined);
  // Once the page stands: the files are fetched a second time then, from the browser's own cache.
  if (document.readyState === 'complete') register();
  else addEventListener('load', register);
}
