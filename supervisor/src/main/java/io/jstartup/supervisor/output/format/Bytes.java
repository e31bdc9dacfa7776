package io.jstartup.supervisor.output.format;

import java.util.Arrays;

/** Bytes that become more; for one thread. */
public final class Bytes {
  private byte[] array;
  private int size;

  public Bytes(int capacity) {
    array = new byte[capacity];
  }

  /** Valid until more is put in. */
  public byte[] array() {
    return array;
  }

  public int size() {
    return size;
  }

  /** Empties it; its room stays. */
  public void clear() {
    size = 0;
  }

  void put(byte value) {
    reserve(1);
    array[size++] = value;
  }

  void put(byte[] from) {
    put(from, 0, from.length);
  }

  void put(byte[] from, int start, int end) {
    reserve(end - start);
    System.arraycopy(from, start, array, size, end - start);
    size += end - start;
  }

  private void reserve(int more) {
    if (array.length - size < more) {
      array = Arrays.copyOf(array, Math.max(size + more, array.length * 2));
    }
  }
}
