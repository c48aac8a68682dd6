package io.flowmanager.rabbitmq.routes;

import static io.flowmanager.rabbitmq.Method.DELETE;
import static io.flowmanager.rabbitmq.Method.GET;
import static io.flowmanager.rabbitmq.Method.POST;
import static io.flowmanager.rabbitmq.Method.PUT;

import io.flowmanager.domain.error.FlowException;
import io.flowmanager.domain.error.Reason;
import io.flowmanager.rabbitmq.Method;
import io.flowmanager.rabbitmq.inbound.Answer;
import io.flowmanager.rabbitmq.inbound.IncomingRequest;
import io.flowmanager.rabbitmq.inbound.RoutedRequest;
import io.flowmanager.rabbitmq.inbound.Router;
import io.flowmanager.rabbitmq.routes.Route.Order;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Every request that is answered, one line each. */
public final class Routes implements Router {
  private static final String FLOW = "/flows/<flow-id>";
  private static final String ACTIVEFLOW = "/activeflows/<activeflow-id>";
  private static final String VARIABLE = "/variables/<variable-id>";

  private static final String PARKED = "/parked_messages/<message-id>";

  /** The path by which the first version called activeflows. */
  private static final String FORMER_ACTIVEFLOWS = "/v1/active-flows";

  private final List<Route> routes;

  @Inject
  public Routes(
      FlowRoutes flows,
      ActiveflowRoutes activeflows,
      VariableRoutes variables,
      OutboxRoutes outbox,
      ParkedMessageRoutes parked) {
    routes =
        List.of(
            steps(GET, Route.NEXT, ACTIVEFLOW + "/next", activeflows::next),
            lists(GET, "/v1/activeflows", "/activeflows", activeflows::list),
            begins(POST, "/v1/activeflows", "/activeflows", activeflows::create),
            free(GET, "/v1/activeflows/{id}", ACTIVEFLOW, activeflows::get),
            studies(
                GET, "/v1/activeflows/{id}/history", ACTIVEFLOW + "/history", activeflows::history),
            free(DELETE, "/v1/activeflows/{id}", ACTIVEFLOW, activeflows::delete),
            free(
                PUT,
                "/v1/activeflows/{id}/forward_action_id",
                ACTIVEFLOW + "/forward_action_id",
                activeflows::forward),
            steps(
                POST, "/v1/activeflows/{id}/continue", ACTIVEFLOW + "/continue", activeflows::goOn),
            steps(
                POST,
                "/v1/activeflows/{id}/execute",
                ACTIVEFLOW + "/execute",
                activeflows::execute),
            free(POST, "/v1/activeflows/{id}/stop", ACTIVEFLOW + "/stop", activeflows::stop),
            free(
                POST,
                "/v1/activeflows/{id}/add_actions",
                ACTIVEFLOW + "/add_actions",
                activeflows::add),
            free(
                POST,
                "/v1/activeflows/{id}/push_actions",
                ACTIVEFLOW + "/push_actions",
                activeflows::push),
            free(
                POST,
                "/v1/activeflows/{id}/service_stop",
                ACTIVEFLOW + "/service_stop",
                activeflows::stopService),
            free(GET, "/v1/flows/count_by_customer", "/flows/count_by_customer", flows::count),
            studies(POST, "/v1/flows/validate", "/flows/validate", flows::validate),
            free(GET, "/v1/flows/schema", "/flows/schema", flows::schema),
            free(POST, "/v1/flows", "/flows", flows::create),
            lists(GET, "/v1/flows", "/flows", flows::list),
            free(GET, "/v1/flows/{id}", FLOW, flows::get),
            free(PUT, "/v1/flows/{id}", FLOW, flows::update),
            free(DELETE, "/v1/flows/{id}", FLOW, flows::delete),
            free(
                POST,
                "/v1/flows/{id}/direct-hash-regenerate",
                FLOW + "/direct-hash-regenerate",
                flows::regenerateDirectHash),
            free(GET, "/v1/flows/{id}/actions", FLOW + "/actions", flows::listActions),
            free(PUT, "/v1/flows/{id}/actions", FLOW + "/actions", flows::updateActions),
            free(
                GET,
                "/v1/flows/{id}/actions/{id}",
                FLOW + "/actions/<action-id>",
                flows::getAction),
            // A client library of the platform leaves the version out here.
            free(GET, "/flows/{id}/actions/{id}", FLOW + "/actions/<action-id>", flows::getAction),
            free(GET, "/v1/variables/{id}", VARIABLE, variables::get),
            inOrder(POST, "/v1/variables/{id}/variables", VARIABLE + "/variables", variables::set),
            inOrder(
                DELETE,
                "/v1/variables/{id}/variables/{rest}",
                VARIABLE + "/variables/key",
                variables::delete),
            free(
                POST,
                "/v1/variables/{id}/substitute",
                VARIABLE + "/substitute",
                variables::substitute),
            free(GET, "/v1/outbox", "/outbox", outbox::look),
            free(POST, "/v1/outbox/redrive", "/outbox/redrive", outbox::redrive),
            free(GET, "/v1/parked_messages", "/parked_messages", parked::list),
            free(GET, "/v1/parked_messages/{id}", PARKED, parked::get),
            free(DELETE, "/v1/parked_messages/{id}", PARKED, parked::drop),
            free(POST, "/v1/parked_messages/{id}/resend", PARKED + "/resend", parked::resend));
  }

  /** The routes that are served, each as its method and its path's template. */
  public List<String> served() {
    return routes.stream().map(route -> route.method() + " " + route.path()).toList();
  }

  /** In the order they are tried. */
  List<Route> all() {
    return routes;
  }

  private static Route free(
      Method method, String template, String label, Function<Arguments, Answer> handler) {
    return new Route(method, template, label, Order.FREE, handler);
  }

  private static Route steps(
      Method method, String template, String label, Function<Arguments, Answer> handler) {
    return new Route(method, template, label, Order.STEPS, handler);
  }

  private static Route begins(
      Method method, String template, String label, Function<Arguments, Answer> handler) {
    return new Route(method, template, label, Order.NEW, handler);
  }

  private static Route lists(
      Method method, String template, String label, Function<Arguments, Answer> handler) {
    return new Route(method, template, label, Order.LISTS, handler);
  }

  private static Route studies(
      Method method, String template, String label, Function<Arguments, Answer> handler) {
    return new Route(method, template, label, Order.STUDIES, handler);
  }

  private static Route inOrder(
      Method method, String template, String label, Function<Arguments, Answer> handler) {
    return new Route(method, template, label, Order.VARIABLES, handler);
  }

  /**
   * The route of a request.
   *
   * @throws FlowException ROUTE_NOT_FOUND, INVALID_REQUEST
   */
  @Override
  public RoutedRequest route(IncomingRequest request) {
    String method = request.envelope().method();
    String uri = request.envelope().uri();
    if (uri.length() > Uri.LENGTH_MAX) {
      throw notFound(method, uri);
    }
    var today = new Uri(underTodaysName(uri));
    for (Route route : routes) {
      if (route.method().name().equals(method)) {
        Optional<Arguments> arguments =
            route.match(today, request.envelope().data(), request.arrival());
        if (arguments.isPresent()) {
          return route.with(arguments.get());
        }
      }
    }
    throw notFound(method, uri);
  }

  private static FlowException notFound(String method, String uri) {
    return new FlowException(
        Reason.ROUTE_NOT_FOUND,
        "Expected a method and URI that are served, but they are %s %s"
            .formatted(shortened(method), shortened(uri)));
  }

  private static String underTodaysName(String uri) {
    return uri.startsWith(FORMER_ACTIVEFLOWS)
        ? "/v1/activeflows" + uri.substring(FORMER_ACTIVEFLOWS.length())
        : uri;
  }

  private static String shortened(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }
}
