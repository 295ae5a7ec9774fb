const list = (words: string): readonly string[] => words.split(' ');

export const firstNames = list(
  'Ada Ben Chloe Dario Elif Finn Grace Hugo Ines Jonas Kira Leo Maya Nils Olga Pablo Rosa Sami Tara Yusuf',
);
export const lastNames = list(
  'Abbott Bauer Costa Dubois Eriksen Flores Garcia Haas Ito Jansen Khan Lopez Moreau Novak Okafor Park Rossi Silva Tanaka Weber',
);
export const companyAdjectives = list(
  'Bright Northern Silver Golden Coastal Urban Royal Modern United Global Rapid Solid Green Pacific Alpine Central',
);
export const companyNouns = list(
  'Harbor Trading Foods Logistics Systems Vineyards Supply Partners Labs Works Beverages Industries Markets Goods Studio Energy',
);
export const projectTopics = list(
  'Website Warehouse Catalog Pricing Billing Onboarding Reporting Inventory Portal Loyalty Delivery Payroll Support Security Mobile Analytics',
);
export const projectKinds = list(
  'relaunch migration audit rollout pilot redesign upgrade review training launch',
);
