package io.flowmanager.authoring.check;

import io.flowmanager.domain.action.Medium;
import io.flowmanager.domain.action.Value;
import io.flowmanager.domain.action.Value.Flag;
import io.flowmanager.domain.action.Value.Items;
import io.flowmanager.domain.action.Value.Members;
import io.flowmanager.domain.action.Value.Numeral;
import io.flowmanager.domain.action.Value.Text;
import io.flowmanager.domain.activeflow.ReferenceType;
import io.flowmanager.domain.id.ActionId;
import io.flowmanager.domain.type.OptionDescription;
import io.flowmanager.domain.type.OptionDescription.Kind;
import io.flowmanager.domain.type.OptionDescription.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A flow with one thing wrong, and what is to be found.
 *
 * @param what what was done to it
 * @param pointer where it is found
 */
public record Damage(String what, Items actions, Purpose purpose, Code code, String pointer) {

  @Override
  public String toString() {
    return what;
  }

  /** A good flow damaged in every known way. */
  public static Stream<Damage> to(GoodFlow flow) {
    return Stream.of(
            shapes(flow),
            ids(flow),
            flow.type().options().stream().flatMap(option -> options(flow, option)),
            ways(flow))
        .flatMap(damages -> damages);
  }

  private static Damage at(GoodFlow flow, String what, Items actions, Code code, String pointer) {
    return new Damage(
        flow + ": " + what, actions, flow.purpose(), code, "/actions/" + flow.at() + pointer);
  }

  private static Stream<Damage> shapes(GoodFlow flow) {
    Members example = GoodFlow.written(flow.example());
    return Stream.of(
        at(
            flow,
            "another type",
            flow.with(example.with("type", new Text("dance"))),
            Code.UNKNOWN_TYPE,
            "/type"),
        at(flow, "no type", flow.with(example.without("type")), Code.UNKNOWN_TYPE, ""),
        at(
            flow,
            "a type that is a number",
            flow.with(example.with("type", Numeral.of(1))),
            Code.WRONG_KIND,
            "/type"),
        at(
            flow,
            "an id that is none",
            flow.with(example.with("id", new Text("first"))),
            Code.WRONG_KIND,
            "/id"),
        at(
            flow,
            "options that are a list",
            flow.with(example.with("option", new Items(List.of()))),
            Code.WRONG_KIND,
            "/option"),
        at(
            flow,
            "an option that nobody reads",
            flow.with("nobody", new Text("")),
            Code.UNKNOWN_OPTION,
            "/option/nobody"));
  }

  private static Stream<Damage> ids(GoodFlow flow) {
    Members example = GoodFlow.written(flow.example());
    Text first = new Text(flow.actions().getFirst().id().toString());
    return Stream.of(
        at(
            flow,
            "an id that means something",
            flow.with(example.with("id", new Text(ActionId.FINISH.toString()))),
            Code.RESERVED_ID,
            "/id"),
        at(
            flow,
            "the id of another",
            flow.with(example.with("id", first)),
            Code.DUPLICATE_ID,
            "/id"),
        at(
            flow,
            "a next that is not there",
            flow.with(example.with("next_id", nowhere())),
            Code.TARGET_NOT_FOUND,
            "/next_id"));
  }

  private static Text nowhere() {
    return new Text(GoodFlow.exampleId(999).toString());
  }

  private static Stream<Damage> options(GoodFlow flow, OptionDescription option) {
    String name = option.name();
    String pointer = "/option/" + name;
    var damages = new ArrayList<Damage>();
    Value wrong = isList(option) ? new Flag(true) : new Items(List.of(new Flag(true)));
    damages.add(
        at(flow, name + " of the wrong kind", flow.with(name, wrong), Code.WRONG_KIND, pointer));
    if (option.required()) {
      damages.add(at(flow, "no " + name, flow.without(name), Code.MISSING_OPTION, "/option"));
    }
    if (!option.allowed().isEmpty()) {
      Code code = option.role() == Role.COMPARISON ? Code.UNKNOWN_COMPARISON : Code.NOT_ALLOWED;
      damages.add(at(flow, name + " of its own", flow.with(name, new Text("=~")), code, pointer));
    }
    option
        .bounds()
        .form()
        .ifPresent(form ->
            damages.add(
                at(
                    flow,
                    name + " in another form",
                    flow.with(name, new Text("x")),
                    Code.NOT_ALLOWED,
                    pointer)));
    option
        .bounds()
        .range()
        .ifPresent(range -> {
          damages.add(
              at(
                  flow,
                  name + " too small",
                  flow.with(name, number(option, range.least() - 1)),
                  Code.OUT_OF_RANGE,
                  numberAt(option)));
          if (range.most() < Integer.MAX_VALUE) {
            damages.add(
                at(
                    flow,
                    name + " too large",
                    flow.with(name, number(option, range.most() + 1)),
                    Code.OUT_OF_RANGE,
                    numberAt(option)));
          }
        });
    if (option.role() == Role.TARGET) {
      boolean byText = option.kind() == Kind.IDS_BY_TEXT;
      Value target = byText ? Members.EMPTY.with("1", nowhere()) : nowhere();
      damages.add(
          at(
              flow,
              name + " astray",
              flow.with(name, target),
              Code.TARGET_NOT_FOUND,
              byText ? pointer + "/1" : pointer));
    }
    if (option.kind() == Kind.TEXT && option.role() == Role.PLAIN) {
      damages.add(
          at(
              flow,
              name + " of a variable that nothing sets",
              flow.with(name, new Text("${never.set}")),
              Code.VARIABLE_NEVER_SET,
              pointer));
    }
    return damages.stream();
  }

  private static boolean isList(OptionDescription option) {
    return switch (option.kind()) {
      case TEXTS, INTEGERS, ADDRESSES, ACTIONS, ATTACHMENTS -> true;
      case TEXT, INTEGER, NUMBER, FLAG, ID, IDS_BY_TEXT, ADDRESS -> false;
    };
  }

  private static Value number(OptionDescription option, long number) {
    return option.kind() == Kind.INTEGERS
        ? new Items(List.of(Numeral.of(number)))
        : Numeral.of(number);
  }

  private static String numberAt(OptionDescription option) {
    String pointer = "/option/" + option.name();
    return option.kind() == Kind.INTEGERS ? pointer + "/0" : pointer;
  }

  /** Ways to damage the actions' order. */
  private static Stream<Damage> ways(GoodFlow flow) {
    List<Value> written = flow.written().values();
    var damages = new ArrayList<Damage>();
    boolean onCall = flow.actions().getFirst().type().equals("answer");
    if (onCall && flow.actions().getLast().type().equals("hangup")) {
      if (flow.actions().size() > flow.at() + 1) {
        int end = written.size() - 2;
        damages.add(
            new Damage(
                flow + ": no hangup",
                new Items(written.subList(0, end + 1)),
                flow.purpose(),
                Code.MISSING_HANGUP,
                "/actions/" + end));
      }
      var more = new ArrayList<>(written);
      more.add(Members.EMPTY.with("type", new Text("answer")));
      damages.add(
          new Damage(
              flow + ": more after the hangup",
              new Items(more),
              flow.purpose(),
              Code.UNREACHABLE,
              "/actions/" + written.size()));
      var round = new ArrayList<>(written.subList(0, flow.at()));
      round.add(
          Members.EMPTY
              .with("type", new Text("beep"))
              .with("next_id", new Text(flow.actions().getFirst().id().toString())));
      round.addAll(written.subList(flow.at(), written.size()));
      damages.add(
          new Damage(
              flow + ": a way round and round",
              new Items(round),
              flow.purpose(),
              Code.LOOP_WITHOUT_EXIT,
              "/actions/0"));
    }
    if (onCall) {
      var late = new ArrayList<Value>();
      late.add(
          Members.EMPTY
              .with("type", new Text("talk"))
              .with("option", Members.EMPTY.with("text", new Text("Hello"))));
      late.addAll(written);
      damages.add(
          new Damage(
              flow + ": a word before the answer",
              new Items(late),
              flow.purpose(),
              Code.HEARD_BEFORE_ANSWER,
              "/actions/0"));
    }
    if (flow.type().medium() != Medium.ANY) {
      ReferenceType other = onCall ? ReferenceType.API : ReferenceType.CALL;
      damages.add(
          new Damage(
              flow + ": run for something else",
              flow.written(),
              Purpose.ANY.on(other),
              Code.SKIPPED,
              "/actions/" + flow.at()));
    }
    return damages.stream();
  }
}
