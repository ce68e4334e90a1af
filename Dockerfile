# The Standalone flavour, for any place that runs containers.
#   docker build -t loyalty-functions .
#   docker run -p 8080:8080 --env-file settings.env loyalty-functions
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /src
COPY global.json Directory.Build.props Directory.Packages.props host.json .editorconfig ./
COPY functions functions
RUN dotnet publish functions -c Release -o /app

# "extra" brings the time zones and cultures that sites need; there is no shell, and the user is not root.
FROM mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled-extra
WORKDIR /app
COPY --from=build /app .
ENV Urls=http://+:8080
EXPOSE 8080
USER $APP_UID
ENTRYPOINT ["/app/LoyaltyFunctions"]
