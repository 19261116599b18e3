import { describe, expect, it } from '@jest/globals';

import { HOST_PATTERN, isAllowedHost } from './allowed-host.ts';

const HOSTS = ['*.amazonaws.com', 'media.braze.com'];

describe('isAllowedHost', () => {
  it.each([
    'https://bucket.s3.amazonaws.com/a.jpg?X-Amz-Signature=1',
    'https://media.braze.com/a',
    'https://MEDIA.BRAZE.COM:443/a',
    'https://media.braze.com./a',
  ])('takes %s', (url) => {
    expect(isAllowedHost(new URL(url), HOSTS)).toBe(true);
  });

  it.each([
    'http://media.braze.com/a',
    'https://amazonaws.com/a',
    'https://evilamazonaws.com/a',
    'https://amazonaws.com.evil.example/a',
    'https://media.braze.com.evil.example/a',
    'https://media.braze.com@evil.example/a',
    'https://user:pw@media.braze.com/a',
    'https://media.braze.com:8443/a',
    'https://other.braze.com/a',
    'https://169.254.169.254/latest/meta-data',
    'https://[::1]/a',
    'https://0x7f000001/',
    'file:///etc/passwd',
    'ftp://media.braze.com/a',
    'javascript:alert(1)',
    'data:image/png;base64,AA==',
    'blob:https://media.braze.com/1',
  ])('does not take %s', (url) => {
    expect(isAllowedHost(new URL(url), HOSTS)).toBe(false);
  });

  it('takes nothing where nothing was named', () => {
    expect(isAllowedHost(new URL('https://media.braze.com/a'), [])).toBe(false);
  });
});

describe('HOST_PATTERN', () => {
  it.each(['media.braze.com', '*.amazonaws.com', 'localhost'])('takes %s', (pattern) => {
    expect(HOST_PATTERN.test(pattern)).toBe(true);
  });

  it.each([
    '*',
    '*.',
    'https://a.example',
    'a.example/x',
    '*a.example',
    'a..b',
    'a.*.b',
    'A.example',
  ])('does not take %s', (pattern) => {
    expect(HOST_PATTERN.test(pattern)).toBe(false);
  });
});
