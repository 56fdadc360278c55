global using CloudStack.Engine;
global using CloudStack.Engine.Persistence;
global using LinqToDB;
global using LinqToDB.Async;
global using Microsoft.Extensions.DependencyInjection;

[assembly: NUnit.Framework.Parallelizable(NUnit.Framework.ParallelScope.Fixtures)]
[assembly: NUnit.Framework.LevelOfParallelism(4)]
