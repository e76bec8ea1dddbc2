/** Three ordinals: one that is, one that comes, one that will be. */
export function Logo() {
  return (
    <svg className="logo" width="24" height="24" viewBox="0 0 24 24" aria-hidden="true">
      <rect x="2" y="3" width="5.4" height="18" rx="2" />
      <rect x="9.3" y="3" width="5.4" height="18" rx="2" opacity=".65" />
      <rect x="16.6" y="3" width="5.4" height="18" rx="2" opacity=".5" strokeDasharray="2.5 2" />
    </svg>
  );
}
