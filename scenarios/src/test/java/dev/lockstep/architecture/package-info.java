/** The rules that keep layers apart, asserted over every compiled class of the project. */
package dev.lockstep.architecture;
