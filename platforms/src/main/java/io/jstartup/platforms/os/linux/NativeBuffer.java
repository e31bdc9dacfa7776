package io.jstartup.platforms.os.linux;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Memory outside the heap, native byte order, for reuse: whoever uses {@link #address} keeps the object reachable meanwhile. */
final class NativeBuffer {
  final ByteBuffer bytes;
  final long address;

  NativeBuffer(int size) {
    bytes = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
    address = Pointer.nativeValue(Native.getDirectBufferPointer(bytes));
  }

  int size() {
    return bytes.capacity();
  }

  byte[] copy(int length) {
    byte[] copy = new byte[length];
    bytes.get(0, copy);
    return copy;
  }
}
