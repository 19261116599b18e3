/** What opens a file or a page; an address that is none is only shown. */
export function ChatLink({ url, title }: { readonly url: string; readonly title: string }) {
  if (!/^https?:\/\//.test(url)) return <span className="address">{url}</span>;
  return (
    <a className="tap" href={url} target="_blank" rel="noreferrer noopener">
      {title}
    </a>
  );
}
