package dev.lockstep.core.schedule;

/** How a lane chooses its next task. */
public enum Dispatch {
  /** One task at a time, strictly in the listed order. */
  IN_ORDER,
  /** One task at a time: the first of the list whose inputs are there. The list is a priority. */
  WORK_CONSERVING,
  /** Every task starts when its inputs are there, whatever else is under way: a private link. */
  CONCURRENT
}
