// Now and next are only right for some minutes: whoever comes back to the page gets it afresh.
(() => {
  const FRESH = 60 * 1000;
  const loaded = Date.now();

  function refresh() {
    const stale = Date.now() - loaded > FRESH;
    if (document.visibilityState === "visible" && stale && navigator.onLine) location.reload();
  }

  document.addEventListener("visibilitychange", refresh);
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) refresh();
  });
})();
