// The picture of the app: points both ways, lag, echoes, refusals, Wix calls against the limit, campaigns, queues.
import { tagSet } from 'types.bicep'

param location string
param tags tagSet
param workspaceId string

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(resourceGroup().id, 'loyalty')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'Loyalty Functions'
    category: 'workbook'
    sourceId: workspaceId
    serializedData: loadTextContent('workbook.json')
  }
}
