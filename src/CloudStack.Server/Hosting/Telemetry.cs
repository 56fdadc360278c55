using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CloudStack.Server.Hosting;

/// <summary>Traces and metrics over OTLP, where an address is configured. Log lines carry the request's trace id either way.</summary>
internal static class Telemetry
{
    private const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static void Add(WebApplicationBuilder builder, ServerOptions options)
    {
        builder.Logging.Configure(logging => logging.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);
        if (options.Telemetry.Endpoint is null && builder.Configuration[EndpointVariable] is null)
        {
            return;
        }
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("cloudstack-server"))
            .WithTracing(tracing => tracing.AddSource("CloudStack.*").AddAspNetCoreInstrumentation().AddOtlpExporter(Export))
            .WithMetrics(metrics => metrics.AddMeter("CloudStack.*").AddAspNetCoreInstrumentation().AddRuntimeInstrumentation().AddOtlpExporter(Export));

        void Export(OtlpExporterOptions exporter)
        {
            if (options.Telemetry.Endpoint is { } endpoint)
            {
                exporter.Endpoint = endpoint;
            }
        }
    }
}
