package io.flowmanager.app;

import dagger.Binds;
import dagger.Module;
import io.flowmanager.app.metrics.MicrometerMeasurements;
import io.flowmanager.app.metrics.MicrometerRabbitMeasurements;
import io.flowmanager.application.port.Measurements;
import io.flowmanager.rabbitmq.RabbitMeasurements;

/** What is counted and timed. */
@Module
interface MetricsModule {
  @Binds
  Measurements measurements(MicrometerMeasurements micrometer);

  @Binds
  RabbitMeasurements rabbitMeasurements(MicrometerRabbitMeasurements micrometer);
}
