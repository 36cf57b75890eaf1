package dev.lockstep.numerics.tensor.store;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import org.bytedeco.javacpp.BytePointer;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** The numbers in a tensor's memory, bit for bit in this machine's order. */
final class StoredMemory implements Serializable {

  private static final int AT_ONCE = 1 << 16;

  private transient DataBuffer buffer;

  StoredMemory(DataBuffer buffer) {
    this.buffer = buffer;
  }

  DataBuffer buffer() {
    return buffer;
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    out.writeObject(buffer.dataType());
    out.writeLong(buffer.length());
    byte[] some = new byte[AT_ONCE];
    BytePointer bytes = new BytePointer(buffer.addressPointer());
    for (long at = 0; at < sizeBytes(); at += AT_ONCE) {
      int count = (int) Math.min(AT_ONCE, sizeBytes() - at);
      bytes.position(at).get(some, 0, count);
      out.write(some, 0, count);
    }
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    DataType type = (DataType) in.readObject();
    buffer = Nd4j.createBuffer(type, in.readLong(), false);
    byte[] some = new byte[AT_ONCE];
    BytePointer bytes = new BytePointer(buffer.addressPointer());
    for (long at = 0; at < sizeBytes(); at += AT_ONCE) {
      int count = (int) Math.min(AT_ONCE, sizeBytes() - at);
      in.readFully(some, 0, count);
      bytes.position(at).put(some, 0, count);
    }
  }

  private long sizeBytes() {
    return buffer.length() * buffer.getElementSize();
  }
}
