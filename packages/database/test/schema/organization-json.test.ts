import { expect, test } from 'vitest';
import { organizationDisplaySettings, organizationLimits } from '../../src/schema/index.ts';

test('display settings take what they know and refuse the rest', () => {
  const settings = { logoUrl: 'https://acme.example/logo.png', accentColor: '#0a7f3C' };
  expect(organizationDisplaySettings.parse(settings)).toEqual(settings);
  expect(organizationDisplaySettings.parse({})).toEqual({});
  expect(() => organizationDisplaySettings.parse({ accentColor: 'green' })).toThrow('#rrggbb');
  expect(() => organizationDisplaySettings.parse({ currency: 'USD' })).toThrow('currency');
});

test('limits are whole and positive', () => {
  expect(organizationLimits.parse({ seats: 50 })).toEqual({ seats: 50 });
  expect(() => organizationLimits.parse({ seats: 0 })).toThrow('seats');
  expect(() => organizationLimits.parse({ apiRequestsPerMinute: 1.5 })).toThrow(
    'apiRequestsPerMinute',
  );
});
