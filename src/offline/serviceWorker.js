// Keeps the files of one build, whole: a page never runs with files of two builds. A newer build takes over
// once no tab shows the older one. The build fills in the two names.
const CACHE = `ordinal-${'__VERSION__'}`;
const FILES = ['__FILES__'];

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES)));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOlder().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || new URL(request.url).origin !== self.location.origin) return;
  event.respondWith(answer(request));
});

async function dropOlder() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith('ordinal-') && name !== CACHE).map((name) => caches.delete(name)));
}

/** What is kept, whatever the query says: settings are in it. An address that is not kept comes from the network. */
async function answer(request) {
  const kept = await caches.match(request, { cacheName: CACHE, ignoreSearch: true });
  return kept ?? fetch(request);
}
