package dev.lockstep.devices.calibration;

/**
 * On what kernels were measured.
 *
 * @param processor what the system calls the processor or accelerator
 * @param backend library and version
 * @param threads threads that a kernel may use
 * @param clock what counts as time
 * @param processors processors that the system has
 * @param system operating system and architecture
 */
public record Machine(
    String processor, String backend, int threads, String clock, int processors, String system) {}
