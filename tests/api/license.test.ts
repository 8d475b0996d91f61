// SPDX-License-Identifier: Apache-2.0
// A licence goes on with what is taken over: nobody claims a freer one for another's work.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Person } from "./harness/people.ts";
import { person } from "./harness/people.ts";
import type { Collection, Template } from "./harness/shapes.ts";
import { world } from "./harness/world.ts";

const licenses = ["all-rights-reserved", "CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-ND-4.0", "CC-BY-NC-4.0", "CC-BY-NC-SA-4.0", "CC-BY-NC-ND-4.0"];
const text = (content: string) => ({ image: 0, position: { x: 0, y: 0 }, configuration: { content }, editable: ["content"] });

const w = world(async (daemon) => {
  const [ana, bob, eve] = [await person(daemon, "ana"), await person(daemon, "bob"), await person(daemon, "eve")];
  const photo = async (who: Person) => [{ media: (await who.photos(1))[0]!.id }];
  return { ana, bob, eve, anas: await photo(ana), bobs: await photo(bob), eves: await photo(eve) };
});

const first = (license: string, more: object = {}) => w.ana.collect({ images: w.anas, texts: [text("Beautiful scenery")], license, offer_template: true, ...more });
const second = (source: Collection, more: object = {}) => w.bob.collect({ images: w.bobs, template: source.template_identifier, ...more });
const own = [{ configuration: { content: "Rain in Lisbon" } }];

async function refused(who: Person, body: object): Promise<string> {
  const problem = (await who.post("/v1/collections", body)).refused(422, "invalid", "/license");
  return problem.errors!.find((one) => one.pointer === "/license")!.detail;
}

test("a licence that is left out is the template's", async () => {
  for (const license of licenses) {
    const made = await second(await first(license));
    assert.equal(made.license, license);
    assert.equal((await w.bob.collection(made.id)).license, license);
  }
});

test("a licence that is given is no freer than the template's", async () => {
  const accepted: Record<string, string[]> = {
    "all-rights-reserved": ["all-rights-reserved"],
    "CC0-1.0": licenses,
    "CC-BY-4.0": licenses.filter((one) => one !== "CC0-1.0"),
    "CC-BY-SA-4.0": ["CC-BY-SA-4.0"],
    "CC-BY-ND-4.0": ["all-rights-reserved", "CC-BY-ND-4.0", "CC-BY-NC-ND-4.0"],
    "CC-BY-NC-4.0": ["all-rights-reserved", "CC-BY-NC-4.0", "CC-BY-NC-SA-4.0", "CC-BY-NC-ND-4.0"],
    "CC-BY-NC-SA-4.0": ["CC-BY-NC-SA-4.0"],
    "CC-BY-NC-ND-4.0": ["all-rights-reserved", "CC-BY-NC-ND-4.0"],
  };
  for (const [source, may] of Object.entries(accepted)) {
    const { template_identifier: template } = await first(source);
    for (const license of licenses) {
      const body = { images: w.bobs, template, license };
      if (may.includes(license)) assert.equal((await w.bob.collect(body)).license, license);
      else assert.match(await refused(w.bob, body), new RegExp(`${source} of the template.*came ${license}`));
    }
  }
});

test("the refusal says what would be accepted", async () => {
  const sharing = await first("CC-BY-SA-4.0");
  const lending = await first("CC-BY-NC-4.0");
  assert.equal(
    await refused(w.bob, { images: w.bobs, template: sharing.template_identifier, license: "CC0-1.0" }),
    "what is taken over stays under its licence (CC-BY-SA-4.0 of the template): wanted CC-BY-SA-4.0, came CC0-1.0",
  );
  assert.match(
    await refused(w.bob, { images: w.bobs, template: lending.template_identifier, license: "CC-BY-4.0" }),
    /wanted one of all-rights-reserved, CC-BY-NC-4.0, CC-BY-NC-SA-4.0, CC-BY-NC-ND-4.0, came CC-BY-4.0$/,
  );
});

test("whoever writes her own words takes nothing over, and is free", async () => {
  const source = await first("CC-BY-NC-ND-4.0");
  for (const texts of [own, [{ configuration: { content: "" } }]]) assert.equal((await second(source, { texts, license: "CC0-1.0" })).license, "CC0-1.0");
  for (const content of ["beautiful, SCENERY", "Beautiful", "Beautiful scenery, mine"])
    await refused(w.bob, { images: w.bobs, template: source.template_identifier, texts: [{ configuration: { content } }], license: "CC0-1.0" });
});

test("what is changed where its creator lets it be is no breach of NoDerivatives", async () => {
  const made = await second(await first("CC-BY-ND-4.0"), { texts: [{ configuration: { content: "Beautiful scenery, in May" } }] });
  assert.equal(made.license, "CC-BY-ND-4.0");
});

test("it goes on through the generations", async () => {
  const made = await second(await first("CC-BY-4.0"), { license: "CC-BY-NC-4.0", offer_template: true });
  assert.equal((await w.eve.get(`/v1/templates/${made.template_identifier}`)).as<Template>().source.license, "CC-BY-NC-4.0");
  const third = { images: w.eves, template: made.template_identifier };
  assert.match(await refused(w.eve, { ...third, license: "CC-BY-4.0" }), /CC-BY-NC-4.0 of the template/);
  assert.equal((await w.eve.collect(third)).license, "CC-BY-NC-4.0");
});

test("an edit cannot make it freer, nor bring back what was left out", async () => {
  const made = await second(await first("CC-BY-SA-4.0"));
  const path = `/v1/collections/${made.id}`;
  (await w.bob.patch(path, { license: "CC-BY-4.0" })).refused(422, "invalid", "/license");
  (await w.bob.patch(path, { texts: own, license: "CC0-1.0" })).is(200);
  (await w.bob.patch(path, { texts: made.texts })).refused(422, "invalid", "/license");
  assert.equal((await w.bob.patch(path, { texts: made.texts, license: null })).as<Collection>().license, "CC-BY-SA-4.0");
});

test("a draft is held to it, too, and posted as it is", async () => {
  const source = await first("CC-BY-SA-4.0");
  await refused(w.bob, { images: w.bobs, template: source.template_identifier, state: "draft", license: "CC0-1.0" });
  const draft = await second(source, { state: "draft" });
  assert.equal((await w.bob.post(`/v1/collections/${draft.id}/post`)).as<Collection>().license, "CC-BY-SA-4.0");
});

test("a licence that was given is not taken back from those who have it", async () => {
  const source = await first("CC-BY-4.0");
  const made = await second(source, { license: "CC-BY-SA-4.0" });
  (await w.ana.patch(`/v1/collections/${source.id}`, { license: "all-rights-reserved" })).is(200);
  (await w.bob.patch(`/v1/collections/${made.id}`, { description: "more of it" })).is(200);
  await refused(w.bob, { images: w.bobs, template: source.template_identifier, license: "CC-BY-SA-4.0" });
  assert.equal((await second(source)).license, "all-rights-reserved");
});

test("her own work she may give under any licence", async () => {
  const source = await first("all-rights-reserved");
  const again = { images: w.anas, license: "CC0-1.0" };
  assert.equal((await w.ana.collect({ ...again, template: source.template_identifier })).license, "CC0-1.0");
  const made = await w.ana.collect({ ...again, images: [{ reference: { collection: source.id, image: 0 } }] });
  assert.equal(made.license, "CC0-1.0");
});

test("what she made with another's work is not hers to free", async () => {
  const made = await second(await first("CC-BY-SA-4.0"), { offer_template: true });
  await refused(w.bob, { images: w.bobs, template: made.template_identifier, license: "CC0-1.0" });
  const images = [{ reference: { collection: made.id, image: 0 } }];
  assert.match(await refused(w.bob, { images, license: "CC0-1.0" }), /CC-BY-SA-4.0 of \/images\/0/);
  assert.equal((await w.bob.collect({ images })).license, "CC-BY-SA-4.0");
});

test("a reference image of another brings its collection's licence", async () => {
  const source = await w.ana.collect({ images: w.anas, license: "CC-BY-SA-4.0", authorization: "free" });
  const images = [{ reference: { collection: source.id, image: 0 } }];
  assert.match(await refused(w.bob, { images, license: "CC-BY-4.0" }), /CC-BY-SA-4.0 of \/images\/0/);
  const made = await w.bob.collect({ images });
  assert.equal(made.license, "CC-BY-SA-4.0");
  /* What she had is hers to keep, under the licence that it had. */
  (await w.ana.patch(`/v1/collections/${source.id}`, { license: "all-rights-reserved" })).is(200);
  (await w.bob.patch(`/v1/collections/${made.id}`, { description: "more of it" })).is(200);
  (await w.bob.patch(`/v1/collections/${made.id}`, { license: "CC-BY-NC-4.0" })).refused(422, "invalid", "/license");
});

test("works whose licences do not go together make no collection", async () => {
  const reserved = await second(await first("all-rights-reserved"));
  const body = { images: [{ reference: { collection: reserved.id, image: 0 } }], template: (await first("CC-BY-SA-4.0")).template_identifier };
  for (const license of [undefined, "all-rights-reserved", "CC-BY-SA-4.0"])
    assert.match(await refused(w.bob, { ...body, license }), /no licence suits all/);
  /* With her own words there is only the image to think of. */
  assert.equal((await w.bob.collect({ ...body, texts: own })).license, "all-rights-reserved");
});
