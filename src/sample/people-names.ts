import { Random } from './random.js';

const GIVEN_NAMES =
  'Aaliyah Adrian Aiko Alejandra Amara Amina Anders Andrea Anton Arjun Astrid Beatriz Benjamin Bianca Callum ' +
  'Camila Carlos Caroline Cedric Chiara Chloe Claudia Connor Dalia Damian Deepa Diego Dmitri Eduardo Elena ' +
  'Elias Emeka Emilia Emma Enzo Erik Esther Farah Felix Fiona Francesca Gabriel Georgia Grace Hana Hannah ' +
  'Hassan Helena Hiroshi Hugo Ibrahim Ines Ingrid Isaac Isabel Ivan Jamal Jasmine Jin Joanna Jonas Joseph ' +
  'Julia Kaito Karim Katarina Keisha Kenji Khadija Lars Laura Leila Leo Liam Lin Lucia Luca Magnus Malik ' +
  'Marcus Margot Maria Mateo Matthew Mei Mika Mira Nadia Naomi Natalia Nikhil Nina Noah Nora Olivia Omar ' +
  'Oscar Paolo Patrick Paula Petra Priya Quentin Rachel Rafael Ravi Rebecca Renata Robert Rosa Ruben Sadia ' +
  'Samuel Sana Sara Selma Simone Sofia Stefan Sunita Tariq Tessa Thomas Tomas Uma Valeria Vikram Wei Xavier ' +
  'Yara Yuki Yusuf Zainab Zoe';

const FAMILY_NAMES =
  'Abara Achterberg Adeyemi Almeida Andersen Aoki Armitage Arslan Bakker Banerjee Barros Becker Bennett ' +
  'Bergstrom Bianchi Blackwood Boateng Brandt Calloway Campos Carvalho Castellano Chandra Chukwu Cohen ' +
  'Costa Croft Dalgaard Delacroix Desai Diallo Dominguez Dubois Duarte Eriksen Espinosa Farouk Fernandes ' +
  'Fischer Fontaine Fujimoto Gallagher Garrido Ghosh Greco Gupta Haddad Halloran Hansen Hayashi Herrera ' +
  'Hoffmann Holloway Ibarra Ivanova Iyer Jansen Jensen Kamara Kapoor Katz Kaur Keller Kimura Kowalski ' +
  'Kruger Laurent Lefebvre Lindqvist Lombardi Lopes Macleod Mahmoud Marchetti Mbeki Mendoza Mercer Moreau ' +
  'Mwangi Nakamura Navarro Ndiaye Nguyen Nielsen Novak Obi Okonkwo Olsen Osei Palmer Park Pereira Petrov ' +
  'Quinn Rahman Ramos Rasmussen Ricci Rivera Rossi Saito Salazar Sandoval Santos Schneider Sharma Silva ' +
  'Singh Soto Strand Suzuki Takahashi Tanaka Thackeray Torres Traore Ueda Vance Varga Vasquez Verma Vidal ' +
  'Wagner Walsh Weber Whitfield Winther Yamamoto Yilmaz Zhou Zielinski';

/** A person's name and the id made from it. */
export interface PersonName {
  /** Lower-case words joined by hyphens, such as `maya-okafor`. */
  readonly id: string;
  readonly name: string;
}

/**
 * Names of made-up people, without end and without repetition.
 *
 * @example
 * peopleNames(7).next().value // { id: 'petra-kaur', name: 'Petra Kaur' }
 */
export function* peopleNames(seed: number): Generator<PersonName, never> {
  const random = new Random(seed, 'people-names');
  const given = random.shuffled(GIVEN_NAMES.split(' '));
  const family = random.shuffled(FAMILY_NAMES.split(' '));
  // Both lists go round at different speeds, so that neighbours in the list share no name.
  for (let count = 0; ; count += 1) {
    const first = given[count % given.length] ?? '';
    const last = family[(count + Math.floor(count / given.length) * 7) % family.length] ?? '';
    yield { id: `${first}-${last}`.toLowerCase(), name: `${first} ${last}` };
  }
}
