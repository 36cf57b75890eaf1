package dev.lockstep.scenarios.scenario.schema;

/**
 * A place where a file differs from the schema.
 *
 * @param pointer JSON pointer to the place
 * @param what what is wrong
 * @param whatWouldBeRight what would be taken instead
 */
public record Violation(String pointer, String what, String whatWouldBeRight) {}
