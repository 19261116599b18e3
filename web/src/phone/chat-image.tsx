import { useState } from 'react';

import { useWords } from '../ui/words.tsx';

/** A picture, or its address where it cannot be loaded. */
export function ChatImage({ url, caption }: { readonly url: string; readonly caption: string }) {
  const words = useWords();
  const [isMissing, setMissing] = useState(false);
  if (isMissing || !/^https?:\/\//.test(url)) {
    return (
      <span className="image-missing">
        {words.imageMissing}: <span className="address">{url}</span>
      </span>
    );
  }
  return (
    <img
      className="chat-image"
      src={url}
      alt={caption === '' ? words.image : caption}
      referrerPolicy="no-referrer"
      onError={() => {
        setMissing(true);
      }}
    />
  );
}
