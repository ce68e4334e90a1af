using System.Diagnostics.CodeAnalysis;
using Azure.Storage.Queues.Models;
using LoyaltyFunctions.Hosting.Standalone.Bindings;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LoyaltyFunctions.Tests.Hosting;

/// <summary>Functions that no host could run.</summary>
[SuppressMessage("Performance", "CA1822", Justification = "Functions are instance methods.")]
[SuppressMessage("Design", "CA1034", Justification = "Each is only a specimen.")]
[SuppressMessage("Design", "CA1052", Justification = "Each is only a specimen.")]
public static class BadFunctions
{
    public sealed class None;

    public sealed class NotPublic
    {
        [Function("NotPublic")]
        internal IActionResult Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => new OkResult();
    }

    public sealed class Static
    {
        [Function("Static")]
        public static IActionResult Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => new OkResult();
    }

    public sealed class NoTrigger
    {
        [Function("NoTrigger")]
        public IActionResult Run(HttpRequest request) => new OkResult();
    }

    public sealed class TwoTriggers
    {
        [Function("TwoTriggers")]
        public IActionResult Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request, [TimerTrigger("0 * * * * *")] TimerInfo timer) => new OkResult();
    }

    public sealed class Name
    {
        [Function("no spaces please")]
        public IActionResult Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => new OkResult();
    }

    public sealed class Twice
    {
        [Function("Twice")]
        public IActionResult One([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => new OkResult();

        [Function("twice")]
        public IActionResult Two([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => new OkResult();
    }

    public sealed class WrongInput
    {
        [Function("WrongInput")]
        public void Run([QueueTrigger("q", Connection = "Storage")] string message)
        {
        }
    }

    public sealed class UnknownParameter
    {
        [Function("UnknownParameter")]
        public IActionResult Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "sites/{site}")] HttpRequest request, string siteId) => new OkResult();
    }

    public sealed class WrongResult
    {
        [Function("WrongResult")]
        public string Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => "";
    }

    public sealed class QueueResult
    {
        [Function("QueueResult")]
        public Task<int> RunAsync([QueueTrigger("q", Connection = "Storage")] QueueMessage message) => Task.FromResult(1);
    }

    public sealed class Connection
    {
        [Function("Connection")]
        public void Run([QueueTrigger("q")] QueueMessage message)
        {
        }
    }

    public sealed class Service(IDisposable unknown)
    {
        [Function("Service")]
        public void Run([QueueTrigger("q", Connection = "Storage")] QueueMessage message) => unknown.Dispose();
    }

    public sealed class Cron
    {
        [Function("Cron")]
        public void Run([TimerTrigger("0 9 1 * *")] TimerInfo timer)
        {
        }
    }

    public sealed class Setting
    {
        [Function("Setting")]
        public void Run([TimerTrigger("%Missing:Schedule%")] TimerInfo timer)
        {
        }
    }
}
