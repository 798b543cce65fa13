import { Random } from './random.js';

const FIRST_WORDS =
  'Alder Amberley Anchor Arden Ashgrove Aurora Avalon Banner Beacon Birchfield Blackthorn Bluewater Bramble ' +
  'Brightwell Broadleaf Calder Canyon Caspian Cedarline Cinder Clearbrook Cobalt Compass Copperfield Cormorant ' +
  'Crestview Dovetail Driftwood Eastgate Elmwood Emberton Evergreen Fairhaven Falcon Fernhill Flint Foxglove ' +
  'Gannet Glenmore Granite Greyfriars Halcyon Harbor Hawthorn Hazelton Heron Highfield Hollowell Ironbridge ' +
  'Juniper Kestrel Kingsway Lakeshore Lanternside Larkspur Lindenhall Lodestar Longmeadow Maplewood Marlow ' +
  'Meridian Millbrook Moorland Northgate Oakhurst Orchard Osprey Pebblebrook Pinecrest Quarry Ravenscroft ' +
  'Redwood Ridgeway Rosedale Rowan Saltmarsh Sandpiper Seaview Silverlake Sorrel Southbank Starling Stonebridge ' +
  'Summit Tamarack Tidewater Timberline Trellis Vantage Verdant Waterford Westbrook Whitestone Willowmere Windrose ' +
  'Wolfden Woodvale Yarrow';

const SECOND_WORDS =
  'Apparel|Automotive|Beverages|Building Supply|Ceramics|Chemicals|Cold Storage|Components|Cosmetics|Dairy|' +
  'Distribution|Electronics|Equipment|Farms|Fasteners|Fisheries|Foods|Forwarding|Furniture|Garden Supply|Glass|' +
  'Grocers|Hardware|Home Goods|Instruments|Lighting|Logistics|Lumber|Machinery|Marine|Medical Supply|Metals|' +
  'Mills|Motors|Outdoor|Packaging|Paper|Pet Supplies|Pharma|Plastics|Produce|Retail Group|Seafood|Shipping|' +
  'Sporting Goods|Textiles|Tools|Toys|Trading|Wholesale';

/**
 * Names of made-up customers, without repetition: some 4,900 of them, then the same with a word added.
 *
 * @example
 * accountNames(7).next().value // 'Rosedale Paper'
 */
export function* accountNames(seed: number): Generator<string, never> {
  const random = new Random(seed, 'account-names');
  const seconds = SECOND_WORDS.split('|');
  const names = random.shuffled(
    FIRST_WORDS.split(' ').flatMap((first) => seconds.map((second) => `${first} ${second}`)),
  );
  yield* names;
  for (let count = 0; ; count += 1) yield `${names[count % names.length] ?? ''} International`;
}
