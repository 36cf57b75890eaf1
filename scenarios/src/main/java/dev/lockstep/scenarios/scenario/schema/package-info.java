/**
 * The JSON Schema: made from the records of a scenario, and held against files in words for people.
 *
 * <p>May use: {@code key}, {@code section}, {@code catalog}. The only package that knows the schema
 * generator and the validator.
 */
package dev.lockstep.scenarios.scenario.schema;
