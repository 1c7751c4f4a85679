import { describe, expect, it } from 'vitest';
import { furtherServices, pushEndpoint } from './push-endpoint.ts';

describe('the address of a subscription', () => {
  it.each([
    'https://fcm.googleapis.com/fcm/send/dQw4:APA91b-x_y',
    'https://jmt17.google.com/fcm/send/dQw4:APA91b',
    'https://updates.push.services.mozilla.com/wpush/v2/gAAAAAB',
    'https://wns2-sg2p.notify.windows.com/w/?token=BQYAAAD%2fx%3d',
    'https://web.push.apple.com/QGuQyavXutnMH',
  ])('may be %s', (address) => {
    expect(pushEndpoint(address)).toBe(address);
  });

  it('has one spelling', () => {
    expect(pushEndpoint('HTTPS://FCM.GoogleAPIs.com:443/fcm/send/x')).toBe('https://fcm.googleapis.com/fcm/send/x');
  });

  it.each([
    '', 'x', 'fcm.googleapis.com/fcm/send/x', '//fcm.googleapis.com/x', 'http://fcm.googleapis.com/fcm/send/x', 'ftp://fcm.googleapis.com/x', 'file:///etc/passwd', 'javascript:alert(1)',
    'https://localhost/x', 'https://127.0.0.1/x', 'https://[::1]/x', 'https://169.254.169.254/latest/meta-data', 'https://100.64.0.5/x', 'https://[fd00::5]/x', 'https://0x7f000001/x', 'https://2130706433/x',
    'https://noi-bo.vi-du.vn/x', 'https://evil.example/fcm.googleapis.com/x', 'https://fcm.googleapis.com.evil.example/x', 'https://evilfcm.googleapis.com/x', 'https://googleapis.com/x', 'https://fcm.googleapis.com./x',
    'https://fcm.googleapis.com@evil.example/x', 'https://u:p@fcm.googleapis.com/x', 'https://evil.example\\.push.apple.com/x', 'https://fcm.googleapis.com%2f@evil.example/x', 'https://fcm.googleapis.com#@evil.example/x',
    'https://fcm.googleapis.com:8443/fcm/send/x', 'https://fcm.googleapis.com:22/x', 'https://fcm.googleapis.com/', 'https://fcm.googleapis.com/x#y', 'https://fcm｡googleapis｡com.evil.example/x',
    `https://fcm.googleapis.com/fcm/send/${'x'.repeat(1_000)}`, `https://fcm.googleapis.com/${'ế'.repeat(200)}`,
  ])('is never %s', (address) => {
    expect(pushEndpoint(address)).toBeNull();
  });

  it('may be at a service that the installation names, and below it', () => {
    const further = furtherServices('push.vi-du.vn,day.vi-du.vn');
    expect(pushEndpoint('https://a.push.vi-du.vn/x', further)).toBe('https://a.push.vi-du.vn/x');
    expect(pushEndpoint('https://day.vi-du.vn/x', further)).toBe('https://day.vi-du.vn/x');
    expect(pushEndpoint('https://vi-du.vn/x', further)).toBeNull();
    expect(furtherServices(undefined)).toEqual([]);
  });
});
