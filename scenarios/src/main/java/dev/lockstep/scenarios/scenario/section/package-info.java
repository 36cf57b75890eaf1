/**
 * What a scenario file says, section by section: records without behaviour whose components carry
 * the names and units of the keys. The JSON Schema is generated from them.
 *
 * <p>May use: the catalogue, for the options of a strategy.
 */
package dev.lockstep.scenarios.scenario.section;
