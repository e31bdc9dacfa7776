package io.jstartup.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class EditDistanceTest {
  @Test
  void countsWhatIsPutInLeftOutChangedOrExchanged() {
    assertEquals(0, EditDistance.between("stop", "stop"));
    assertEquals(1, EditDistance.between("stop", "stops"));
    assertEquals(1, EditDistance.between("stop", "top"));
    assertEquals(1, EditDistance.between("stop", "step"));
    assertEquals(1, EditDistance.between("stpo", "stop"));
    assertEquals(2, EditDistance.between("tsop", "stpo"));
    assertEquals(3, EditDistance.between("serve", "set"));
    assertEquals(2, EditDistance.between("pull", "kill"));
    assertEquals(4, EditDistance.between("", "stop"));
    assertEquals(4, EditDistance.between("stop", ""));
  }
}
