// SPDX-License-Identifier: Apache-2.0
// All cases of the parity set.
import type { Case } from "./case.ts";
import { filterCases } from "./cases_filter.ts";
import { fitCases } from "./cases_fit.ts";
import { fontCases } from "./cases_font.ts";
import { scriptCases } from "./cases_script.ts";
import { stickerCases } from "./cases_sticker.ts";
import { styleCases } from "./cases_style.ts";

export const cases: Case[] = [...scriptCases, ...fontCases, ...styleCases, ...fitCases, ...filterCases, ...stickerCases];
