package io.flowmanager.application.variable;

import static io.flowmanager.authoring.rehearse.Examples.action;
import static io.flowmanager.authoring.rehearse.Examples.talk;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.application.Arrival;
import io.flowmanager.application.World;
import io.flowmanager.application.World.Base;
import io.flowmanager.application.World.Played;
import io.flowmanager.application.port.CallManager;
import io.flowmanager.domain.activeflow.Activeflow;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SubstituteTextTest {
  private static final String DESCRIBED = "[${voipbin.flow.reference_data}]";

  private final AtomicInteger asked = new AtomicInteger();
  private final World world = new World(new Base(), Played.NOTHING.with(describing()));
  private final Activeflow activeflow = world.onCall(world.flow(talk(action(1))));

  /** A call-manager that describes every call alike. */
  private CallManager describing() {
    return (CallManager)
        Proxy.newProxyInstance(
            CallManager.class.getClassLoader(),
            new Class<?>[] {CallManager.class},
            (proxy, method, arguments) -> {
              asked.incrementAndGet();
              return "described";
            });
  }

  @Test
  void asksForADescriptionThatATextWants() {
    assertThat(world.substitute.fillIn(activeflow.id(), DESCRIBED)).isEqualTo("[described]");
    assertThat(asked).hasValue(1);
  }

  @Test
  void asksNobodyWhereAVariableHasItAlready() {
    world.setVariables.set(
        activeflow.id(), Map.of("voipbin.flow.reference_data", "own"), Arrival.ONCE);

    assertThat(world.substitute.fillIn(activeflow.id(), DESCRIBED)).isEqualTo("[own]");
    world.setVariables.set(activeflow.id(), Map.of("copy", DESCRIBED), Arrival.ONCE);

    assertThat(world.stored(activeflow).variables().valueOf("copy")).isEqualTo("[own]");
    assertThat(asked).hasValue(0);
  }

  @Test
  void asksNobodyForWhatIsNoPlaceholder() {
    String none = "${ ${voipbin.flow.reference_data}";

    assertThat(world.substitute.fillIn(activeflow.id(), none)).isEmpty();
    assertThat(asked).hasValue(0);
  }
}
