package io.flowmanager.domain.action;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTest {

  @ParameterizedTest
  @CsvSource({
    "tel, ' +1 (555) 000-1 ', +15550001",
    "tel, 1-555, 1555",
    "tel, 1+5, 15",
    "tel, anonymous, anonymous",
    "whatsapp, +1 555, +1555",
    "email, ' Bob@EXAMPLE.com ', bob@example.com",
    "sip, ' sip:Bob@EXAMPLE.com;transport=UDP ', sip:Bob@example.com;transport=UDP",
    "sip, Bob@Home@EXAMPLE.com?X=Y, Bob@Home@example.com?X=Y",
    "sip, BOB, bob",
    "line, ' X ', ' X '",
    "carrier-pigeon, ' X ', ' X '"
  })
  void hasOneFormPerParty(String type, String target, String normalised) {
    assertThat(Address.of(type, target).normalised()).isEqualTo(Address.of(type, normalised));
  }

  @Test
  void keepsItsNames() {
    var named = new Address("tel", "1 2", "target", "name", "detail");

    assertThat(named.normalised()).isEqualTo(new Address("tel", "12", "target", "name", "detail"));
  }
}
