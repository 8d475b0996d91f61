// SPDX-License-Identifier: Apache-2.0
// What the demo shows: who there is, and what they post. Photographs are named as in the
// Debian package mate-backgrounds.

export const people = {
  ana: { handle: "ana", password: "demo-ana", name: "Ana", bio: "Walks, looks, and takes the camera along." },
  ben: { handle: "ben", password: "demo-ben", name: "Ben", bio: "Borrows good ideas and says where from." },
  mod: { handle: "mod", password: "demo-mod", role: "moderator" },
};

// Three texts as in the source's figures 3A to 3C and ¶0058: on the first, second and third
// image, at position 1, position 2 and position 1.
const positionOne = { x: 0, y: -0.33, angle: -4 };
const positionTwo = { x: -0.24, y: 0.35, angle: 2 };

const headline = {
  font: "Playfair Display",
  font_size: 0.1,
  weight: 800,
  color: "#ffffff",
  stroke: { color: "#0d1f3380", width: 0.007 },
};

const label = {
  font: "Inter",
  font_size: 0.05,
  weight: 600,
  color: "#1c1a17",
  background: { color: "#fff3d6f2", padding: 0.02, radius: 0.014 },
};

/** Ana's collection, from which the server extracts the template. */
export const first = {
  photos: [
    { file: "Dune.jpg", alt: "Golden dune grass in front of a blue sea" },
    { file: "TwoWings.jpg", alt: "Two dandelion seeds about to leave, orange flowers behind them" },
    { file: "LadyBird.jpg", alt: "A ladybird on a stem between forget-me-nots" },
  ],
  texts: [
    { image: 0, position: positionOne, configuration: { ...headline, content: "Beautiful scenery", language: "en" } },
    { image: 1, position: positionTwo, configuration: { ...label, content: "Worth recording", language: "en" } },
    { image: 2, position: positionOne, configuration: { ...headline, content: "Picturesque", language: "en" } },
  ],
  audio: { name: "Audio 1", mode: "loop" },
  description: "A summer by the sea, from far away to very near.",
  topics: ["nature", "summer", "travel"],
  location: { name: "Behind the dunes" },
  license: "CC-BY-4.0",
  offer_template: true,
};

/** Ben's, made with her template: his photos in her boxes, one text changed. */
export const second = {
  photos: [
    { file: "Storm.jpg", alt: "Dark clouds over a road, seen while passing", fit: { x: 0, y: -0.02 } },
    { file: "Aqua.jpg", alt: "A drop meets the water and throws up a crown" },
    { file: "RainDrops.jpg", alt: "Drops of rain on broad green leaves" },
  ],
  texts: [{ configuration: { content: "Before the rain" } }, {}, {}],
  description: "The same words, other weather.",
  topics: ["nature", "rain"],
  carry_template: true,
};

/** Two more of ana's: other scripts, other directions. */
export const chinese = {
  photos: [
    { file: "YellowFlower.jpg", alt: "Half of a yellow flower against black" },
    { file: "FreshFlower.jpg", alt: "Orange petals, very close" },
  ],
  texts: [
    {
      image: 0,
      position: { x: -0.34, y: 0, direction: "ttb" },
      configuration: { content: "一花一世界", language: "zh-Hans", font: "Lora", font_size: 0.085, weight: 700, color: "#ffd84a" },
    },
    {
      image: 1,
      position: { x: 0.24, y: -0.34 },
      configuration: { content: "一叶一菩提", language: "zh-Hans", font: "Lora", font_size: 0.07, weight: 700 },
    },
  ],
  description: "一花一世界，一叶一菩提。",
  topics: ["nature", "花"],
};

export const arabic = {
  photos: [
    { file: "GreenMeadow.jpg", alt: "Young grass in the light" },
    { file: "Blinds.jpg", alt: "A leaf against the sun, its veins like blinds" },
  ],
  texts: [
    {
      image: 0,
      position: { x: 0, y: -0.31, direction: "rtl" },
      configuration: {
        content: "الطبيعة أجمل لوحة", language: "ar", font: "Inter", font_size: 0.085, weight: 700,
        stroke: { color: "#0f3d0a99", width: 0.012 },
      },
    },
    {
      image: 1,
      position: { x: 0.2, y: 0.34, direction: "rtl" },
      configuration: {
        content: "خضراء كالربيع", language: "ar", font: "Inter", font_size: 0.07, weight: 700,
        color: "#0d3306", background: { color: "#f4ffe6e6", padding: 0.025, radius: 0.05 },
      },
    },
  ],
  description: "الطبيعة أجمل لوحة",
  topics: ["nature", "طبيعة"],
};
