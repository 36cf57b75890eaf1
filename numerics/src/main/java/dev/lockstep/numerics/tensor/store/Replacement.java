package dev.lockstep.numerics.tensor.store;

import java.io.Serializable;

/** What stands for something else on a stream, and is that again when it has been read. */
sealed interface Replacement extends Serializable
    permits StoredEmpty, StoredList, StoredMap, StoredRecord, StoredTensor {}
